// Imports what the command line names, and tells what the process has cost since it started.
const [, , specifier] = process.argv
if (specifier === 'fetch') await fetch('data:,')
else if (specifier) await import(specifier)
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
process.stdout.write(JSON.stringify({ wall: performance.now(), cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS / 1024 }))
