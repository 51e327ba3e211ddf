import { workerData } from 'node:worker_threads'
import { runThread, type ThreadStart } from './thread.ts'

runThread(workerData as ThreadStart)
