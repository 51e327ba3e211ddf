import { defineConfig } from 'drizzle-kit'

// After `npm run migrations`, make a new log table partitioned by hand: drizzle-kit does not know partitions.
export default defineConfig({ dialect: 'postgresql', schema: './engine/store/schema/*.ts', out: './engine/store/migrations' })
