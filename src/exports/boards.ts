export type { Board } from '../../drivers/boards/board.js';
export { bringToStart } from '../../drivers/boards/bring-to-start.js';
export { HybridBoard } from '../../drivers/boards/hybrid-board.js';
export { MeteredBoard, type Costs } from '../../drivers/boards/metered-board.js';
export {
  PhysicalDevices,
  type PhysicalDevice,
  type PhysicalSettings,
} from '../../drivers/boards/physical-devices.js';
export { PhysicalPart, type PhysicalProducts } from '../../drivers/boards/physical-part.js';
export { SerialBoard } from '../../drivers/boards/serial-board.js';
export { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
export { ArcOneSession } from '../../drivers/protocols/arc-one/arc-one-session.js';
export { OpenMenaSession } from '../../drivers/protocols/openmena/openmena-session.js';
export { ScpiSession } from '../../drivers/protocols/scpi/scpi-session.js';
export type { BoardSession } from '../../drivers/sessions/board-session.js';
