/**
 * Writes encoded columns as a Parquet file. https://parquet.apache.org/docs/file-format/ The pages are
 * written here because rows never exist as objects; hyparquet-writer writes footer and headers.
 */

import type { RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { Compression } from './codec.ts';
import { type Column, physical } from './column.ts';
import type { Values } from './column-values.ts';
import { writeChunk } from './write-chunk.ts';

/** The layout of a file. */
export interface Layout {
  /** Name of the schema's root. */
  readonly name: string;
  /** In the order of the file. */
  readonly columns: readonly Column[];
  /** Maximum number of rows in one page; pages of all columns of a row group break at the same rows. */
  readonly pageRows: number;
  /** Key-value metadata of the file. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ParquetWriter {
  /** Adds a row group; a missing column has no values. */
  writeGroup(rows: number, values: Readonly<Record<string, Values>>, compression: Compression): void;
  /** The whole file. */
  finish(): Uint8Array;
}

const magic = 0x31524150;

/** Starts a file in memory. */
export function openWriter({ name, columns, pageRows, metadata }: Layout): ParquetWriter {
  const writer = new ByteWriter(65_536);
  const groups: RowGroup[] = [];
  writer.appendUint32(magic);
  return {
    writeGroup: (rows, values, compression) => {
      const start = writer.offset;
      const chunks = columns.map((column) =>
        writeChunk(writer, pageRows, compression, column, rows, values[column.name] ?? null),
      );
      const size = chunks.reduce(
        (sum, { meta_data: meta }) => sum + (meta?.total_uncompressed_size ?? 0n),
        0n,
      );
      groups.push({
        columns: chunks,
        total_byte_size: size,
        num_rows: BigInt(rows),
        total_compressed_size: BigInt(writer.offset - start),
      });
    },
    finish: () => {
      const rows = groups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
      const file = {
        version: 2,
        created_by: 'build-telemetry',
        schema: schema(name, columns),
        num_rows: rows,
        row_groups: groups,
        key_value_metadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
        metadata_length: 0,
      };
      writeMetadata(writer, file, 64);
      writer.appendUint32(magic);
      return writer.getBytes().slice();
    },
  };
}

function schema(root: string, columns: readonly Column[]): SchemaElement[] {
  const leaves = columns.map(({ name, type, required }): SchemaElement => {
    const leaf = { name, type: physical[type], repetition_type: required ? 'REQUIRED' : 'OPTIONAL' } as const;
    if (type === 'text') return { ...leaf, converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    if (type !== 'timestamp') return leaf;
    const logical = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } as const;
    return { ...leaf, converted_type: 'TIMESTAMP_MICROS', logical_type: logical };
  });
  return [{ name: root, num_children: leaves.length }, ...leaves];
}
