import type { DeviceFile } from '../../../devices/files/device-form.js';
import { Pacer } from './pacer.js';
import type { Answer, Order } from './wire.js';

/** What a worker of a browser has, as far as it is used here. */
declare const self: {
  postMessage(answer: Answer, moved: []): void;
  addEventListener(event: 'message', listener: (event: { readonly data: Order }) => void): void;
};

const pacer = fetch('devices.json')
  .then(async (answer) => (await answer.json()) as DeviceFile)
  .then(({ devices }) => new Pacer(devices, (answer) => self.postMessage(answer, [])));

self.addEventListener('message', ({ data }) => {
  pacer.then(
    (one) => one.take(data),
    () => self.postMessage({ fault: 'devices.json could not be loaded: reload the page.' }, []),
  );
});
