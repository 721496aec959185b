/** What a worker thread got when it started. Only workers may import this, because it loads the library of threads. */
export { workerData } from 'piscina';
