export { bankFaults, type BankSubject } from '../contracts/bank-contract.js';
export { boardKindFaults } from '../contracts/board-kind-contract.js';
export { boardFaults, type BoardSubject } from '../contracts/board-contract.js';
export { deviceFaults } from '../contracts/device-contract.js';
export { learnerFaults } from '../contracts/learner-contract.js';
export { noiseFaults } from '../contracts/noise-contract.js';
export { reliabilityFaults } from '../contracts/reliability-contract.js';
export { schemeFaults } from '../contracts/scheme-contract.js';
export { environmentFaults, taskFaults, type EnvironmentSubject } from '../contracts/task-contract.js';
