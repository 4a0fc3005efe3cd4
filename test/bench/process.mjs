import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** Runs a command to its end: seconds, peak memory in MB, standard output. Throws where it fails. */
export async function run(command, args, options = {}) {
  const startedAt = process.hrtime.bigint()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let stdout = ''
  let stderr = ''
  let peakMb = 0
  child.stdout.on('data', (data) => (stdout += data))
  child.stderr.on('data', (data) => (stderr += data))
  const timer = setInterval(async () => {
    peakMb = Math.max(peakMb, await residentPeakMb(child.pid))
  }, 50)
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearInterval(timer)
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${stderr}\n${stdout.slice(-2000)}`)
  return { seconds, peakMb, stdout }
}

/** The most memory a process has held so far, as Linux tells; 0 where it does not. */
async function residentPeakMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

/** The median of three turns; both sides take turns, so that a busy machine slows both. */
export async function compare(ours, theirs, turns = 3) {
  const seconds = { ours: [], theirs: [] }
  let peakMb = 0
  for (let turn = 0; turn < turns; turn++) {
    const mine = await ours()
    seconds.ours.push(mine.seconds)
    peakMb = Math.max(peakMb, mine.peakMb)
    seconds.theirs.push((await theirs()).seconds)
  }
  return { ours: median(seconds.ours), theirs: median(seconds.theirs), peakMb }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
