import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadPaths, type LoadedFile, type LoadResult } from '../../src/ingest/index.js'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'

/** A folder with exports and a database in memory, gone after the test. */
export class Workspace {
  private constructor(
    readonly folder: string,
    readonly warehouse: Warehouse,
  ) {}

  static async create(): Promise<Workspace> {
    const workspace = new Workspace(
      mkdtempSync(join(tmpdir(), 'cxkpi-ingest-')),
      await Warehouse.open(':memory:', { access: 'write' }),
    )
    onTestFinished(() => {
      workspace.warehouse.close()
      rmSync(workspace.folder, { recursive: true, force: true })
    })
    return workspace
  }

  write(name: string, content: string | Buffer): string {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return path
  }

  load(path: string = this.folder, org = ''): Promise<LoadResult> {
    return loadPaths(this.warehouse, [path], { org })
  }

  /** Writes one file, loads it and says what became of it. */
  async loadOne(name: string, content: string | Buffer): Promise<LoadedFile> {
    const { files } = await this.load(this.write(name, content))
    return files[0]!
  }

  rows(sql: string): Promise<Row[]> {
    return this.warehouse.rows(sql)
  }

  /** The first column of a query. */
  async values(sql: string): Promise<unknown[]> {
    return (await this.rows(sql)).map((row) => Object.values(row)[0])
  }
}

/** A small conversation detail record. */
export function conversation(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    conversationId: id,
    conversationStart: '2026-03-02T10:00:00.000Z',
    conversationEnd: '2026-03-02T10:05:00.000Z',
    originatingDirection: 'inbound',
    divisionIds: ['division-1'],
    participants: [
      {
        participantId: `${id}-customer`,
        purpose: 'customer',
        attributes: { 'ivr.Skills': 'a', snake_case: 'b' },
        sessions: [{ sessionId: `${id}-s1`, mediaType: 'voice', segments: [{ segmentType: 'interact' }] }],
      },
      {
        participantId: `${id}-acd`,
        purpose: 'acd',
        sessions: [
          {
            sessionId: `${id}-s2`,
            mediaType: 'voice',
            flow: { flowId: 'flow-1', exitReason: 'TRANSFER' },
            segments: [{ segmentType: 'interact', queueId: 'queue-1' }],
            metrics: [
              { name: 'nOffered', value: 1, emitDate: '2026-03-02T10:00:01.000Z' },
              { name: 'tAcd', value: 5097600919, emitDate: '2026-03-02T10:00:11.000Z' },
            ],
          },
        ],
      },
    ],
    ...more,
  }
}
