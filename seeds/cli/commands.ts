import type { LotseCommand } from './command.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { customerCommand } from './commands/customer.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { modelsCommand } from './commands/models.ts'
import { runCommand } from './commands/run.ts'
import { serveCommand, workerCommand } from './commands/serve.ts'

export const COMMANDS: readonly LotseCommand[] = [demoCommand, serveCommand, workerCommand, migrateCommand, doctorCommand, importCommand, runCommand, keysCommand, modelsCommand, customerCommand, evaluateCommand]
