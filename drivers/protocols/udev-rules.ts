import { boardKinds } from './board-kinds.js';
import { BRIDGE_USB } from './scpi/prologix.js';

/** USB identities of boards with MBP/1: Arduinos, and the bridges of their copies (CH340, CP210x). */
const BOARDS = ['2341:0001', '2341:0043', '2341:0058', '2a03:0043', '1a86:7523', '10c4:ea60'];

/** How to install the rules, as comments on top of them. */
const HEAD = `# Serial ports of memristor boards and instruments, for Linux:
#   memloop ports --udev | sudo tee /etc/udev/rules.d/60-memloop.rules
#   sudo udevadm control --reload && sudo udevadm trigger
# Who sits at the computer may open them, ModemManager leaves them alone, and FTDI bridges pass bytes on after 1 ms.
`;

/** Rules for udev that open the ports of all devices that memloop can tell by their USB identity. */
export function udevRules(): string {
  const kinds = Object.values(boardKinds).flatMap(({ usb }) => usb);
  const rules = [...new Set([...BOARDS, ...BRIDGE_USB, ...kinds])].toSorted().map((usb) => {
    const [vendor, product] = usb.split(':');
    return `KERNEL=="ttyACM*|ttyUSB*", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", MODE="0660", GROUP="dialout", TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"`;
  });
  return `${HEAD}${rules.join('\n')}\nSUBSYSTEM=="usb-serial", DRIVER=="ftdi_sio", ATTR{latency_timer}="1"\n`;
}
