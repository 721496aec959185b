import {
  trainOnDevices,
  type DeviceCourse,
  type DeviceTask,
} from '../../experiment/networks/train-on-devices.js';

/** Lets a seed learn on devices in a worker thread. */
export default function train(task: DeviceTask): Promise<DeviceCourse> {
  return trainOnDevices(task);
}
