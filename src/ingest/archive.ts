import { closeSync, openSync, readSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { CxkpiError, messageOf } from '../errors.js'
import { DecompressionBomb, requirePlausible } from './bomb.js'
import type { SourceFile } from './discover.js'
import { escapeControls } from './excerpt.js'
import { isLeftOut } from './left-out.js'
import type { Spool } from './spool.js'

/** Whether a file begins as a zip archive does; one that cannot be read is none. */
export function isArchive({ location }: SourceFile): boolean {
  const bytes = Buffer.alloc(4)
  try {
    const file = openSync(location, 'r')
    readSync(file, bytes, 0, 4, 0)
    closeSync(file)
  } catch {
    return false
  }
  return bytes.equals(MEMBER) || bytes.equals(NO_MEMBER)
}

const MEMBER = Buffer.from('PK\x03\x04', 'latin1')
const NO_MEMBER = Buffer.from('PK\x05\x06', 'latin1')

/**
 * The files in a zip archive, each unpacked into the spool and called `archive.zip!its/name`. The name stays a text: no
 * file is ever made by it. Instead of a file that cannot be unpacked, and of an archive that is broken, encrypted, a bomb
 * or too large for the disk, there is one with a refusal.
 */
export async function unpackArchive(archive: SourceFile, spool: Spool): Promise<SourceFile[]> {
  let zip: ZipFile | undefined
  try {
    zip = await (
      await import('yauzl')
    ).default.openPromise(archive.location, { decodeStrings: false, autoClose: false })
    const members = await membersOf(zip)
    const refusal = await explainRefusal(members, archive)
    if (refusal !== undefined) return [{ ...archive, refusal }]
    const files: SourceFile[] = []
    for (const { name, entry } of members) {
      if (!name.endsWith('/') && !name.split('/').some(isLeftOut)) files.push(await unpack(zip, entry, name))
    }
    return files.length === 0 ? [{ ...archive, refusal: 'it is a zip archive without a file to load' }] : files
  } catch (error) {
    return [{ ...archive, refusal: explainDamage(error) }]
  } finally {
    zip?.close()
  }

  async function unpack(from: ZipFile, entry: Entry, name: string): Promise<SourceFile> {
    const path = `${archive.path}!${name}`
    const refused = (refusal: string): SourceFile => ({ path, location: archive.location, size: 0, refusal })
    if (!entry.canDecodeFileData()) return refused(`it is packed by method ${entry.compressionMethod}, not by deflate`)
    try {
      return { path, ...(await spool.write(contentOf(from, entry))) }
    } catch (error) {
      return refused(explainDamage(error))
    }
  }
}

interface Member {
  /** As the archive has it, and a number where it has it twice. */
  readonly name: string
  readonly entry: Entry
}

async function membersOf(zip: ZipFile): Promise<Member[]> {
  const { getFileNameLowLevel } = (await import('yauzl')).default
  const counts = new Map<string, number>()
  const members: Member[] = []
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    members.push({ name: count === 1 ? name : `${name} (${count})`, entry })
  }
  return members
}

/** Why nothing of an archive is unpacked, told by its directory alone; no member unpacks to more than that says. */
async function explainRefusal(members: readonly Member[], archive: SourceFile): Promise<string | undefined> {
  if (members.some(({ name }) => name === '[Content_Types].xml')) {
    return 'it is a workbook or document of Office: save it as CSV first'
  }
  if (members.some(({ entry }) => entry.isEncrypted())) return ENCRYPTED
  const contentBytes = members.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0)
  requirePlausible(contentBytes, archive.size)
  const { bavail, bsize } = await statfs(tmpdir())
  if (contentBytes <= bavail * bsize) return undefined
  return `it unpacks to ${gigabytes(contentBytes)}, and ${tmpdir()} has room for ${gigabytes(bavail * bsize)}: let TMPDIR name another folder`
}

const ENCRYPTED = 'it is an encrypted zip archive: unpack it with its password first'

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** Opened when it is first read: the stream fails when it likes, and what fails with nobody reading ends the process. */
async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    sum = crc32(piece as Buffer, sum)
    yield piece as Buffer
  }
  if (sum !== entry.crc32) throw new Error('its checksum is another one')
}

/** @throws what is no fault of the archive: an interrupt, a full disk */
function explainDamage(error: unknown): string {
  if (error instanceof CxkpiError || (error instanceof Error && error.name === 'AbortError')) throw error
  if (error instanceof DecompressionBomb) return error.message
  if (/encryption/.test(messageOf(error))) return ENCRYPTED
  return `its zip archive is damaged or cut off: ${escapeControls(messageOf(error))}`
}
