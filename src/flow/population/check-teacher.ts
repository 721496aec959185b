import { UsageError } from '../../core/errors.js';
import { identity } from '../../networks/activations/identity.js';
import type { Network } from '../../networks/network.js';

/** Refuses two networks that have no loss of infinite data. @throws UsageError */
export function checkTeacher(student: Network, teacher: Network): void {
  for (const { layers } of [student, teacher])
    if (layers.length !== 2 || layers[1].activation !== identity)
      throw new UsageError(
        'got infinite data for a network that is not one hidden layer with a linear output: expected such a student and such a teacher',
      );
  if (student.layers[0].activation !== teacher.layers[0].activation)
    throw new UsageError(
      'got infinite data for two activations: expected the same activation in student and teacher',
    );
  if (student.inputs !== teacher.inputs || student.outputs !== teacher.outputs)
    throw new UsageError(
      `got a student of ${student.inputs} inputs and ${student.outputs} outputs: expected ${teacher.inputs} and ${teacher.outputs}, as its teacher has`,
    );
}
