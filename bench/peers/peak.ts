import { readFileSync } from 'node:fs'

/** The most memory this process ever held. Linux hands the parent's figure on to a child in maxRSS, so its own is read where there is one. */
export function peakMB(): number {
  const kB = peakOfLinux() ?? process.resourceUsage().maxRSS
  return kB / 1024
}

function peakOfLinux(): number | null {
  if (process.platform !== 'linux') return null
  const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return found === null ? null : Number(found[1])
}
