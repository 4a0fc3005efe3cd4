import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into an archive; what is given beside its content is written as it is, true or not. */
export interface Member {
  readonly name: string | Buffer
  readonly content: string | Buffer
  readonly method?: number
  readonly isEncrypted?: boolean
  readonly sum?: number
  readonly statedSize?: number
}

const UTF8 = 0x800

/** A zip archive, its headers written by hand, so that they may lie. */
export function zip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const content = Buffer.from(member.content)
    const method = member.method ?? 8
    const packed = method === 8 ? deflateRawSync(content) : content
    const name = Buffer.from(member.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(UTF8 | (member.isEncrypted === true ? 1 : 0), 2)
    shared.writeUInt16LE(method, 4)
    shared.writeUInt32LE(member.sum ?? crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(member.statedSize ?? content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, name)
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end])
}
