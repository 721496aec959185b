import { detectOnDevices, type DeviceAnswer, type DeviceTask } from './detect-on-devices.js';

/** Hears with a detector on devices, in a worker thread. */
export default function detect(task: DeviceTask): Promise<DeviceAnswer> {
  return detectOnDevices(task);
}
