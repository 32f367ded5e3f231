import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { random } from './random.ts';

/** How a generated report is shaped; about a quarter of the lines is uncovered, two branches every fifth line. */
export interface ReportShape {
  readonly files: number;
  readonly linesPerFile: number;
}

/** A generator of pieces of one report, deterministic for a seed. */
export type ReportGenerator = (shape: ReportShape) => Generator<string>;

/** Where the generated reports say that their nth file is. */
export const filePath = (file: number): string => `src/module${file % 97}/package${file % 13}/file${file}.ts`;

/** LCOV: one record a file with DA, BRDA and the totals. */
export function* lcovReport({ files, linesPerFile }: ReportShape): Generator<string> {
  const next = random(20261120);
  for (let file = 0; file < files; file++) {
    let lines = '';
    let branches = '';
    let hit = 0;
    let taken = 0;
    for (let line = 1; line <= linesPerFile; line++) {
      const hits = next() < 0.75 ? 1 + Math.floor(next() * 40) : 0;
      if (hits > 0) hit++;
      lines += `DA:${line},${hits}\n`;
      if (line % 5 !== 0) continue;
      const second = hits > 0 && next() < 0.5 ? 1 : 0;
      if (hits > 0) taken += 1 + second;
      branches += `BRDA:${line},0,0,${hits > 0 ? hits : '-'}\nBRDA:${line},0,1,${hits > 0 ? second : '-'}\n`;
    }
    const total = Math.floor(linesPerFile / 5) * 2;
    yield `TN:\nSF:${filePath(file)}\n${branches}BRF:${total}\nBRH:${taken}\n${lines}LF:${linesPerFile}\nLH:${hit}\nend_of_record\n`;
  }
}

/** Cobertura: one class a file, lines with conditions. */
export function* coberturaReport({ files, linesPerFile }: ReportShape): Generator<string> {
  const next = random(20261121);
  yield `<?xml version="1.0" ?>\n<coverage version="7.11.0" timestamp="0" line-rate="0.75" branch-rate="0.5" complexity="0">\n<packages>\n<package name="src" line-rate="0.75" branch-rate="0.5" complexity="0">\n<classes>\n`;
  for (let file = 0; file < files; file++) {
    let text = `<class name="file${file}" filename="${filePath(file)}" line-rate="0.75" branch-rate="0.5" complexity="0">\n<methods/>\n<lines>\n`;
    for (let line = 1; line <= linesPerFile; line++) {
      const hits = next() < 0.75 ? 1 : 0;
      if (line % 5 !== 0) text += `<line number="${line}" hits="${hits}"/>\n`;
      else {
        const both = hits === 1 && next() < 0.5;
        text += `<line number="${line}" hits="${hits}" branch="true" condition-coverage="${both ? '100% (2/2)' : hits ? '50% (1/2)' : '0% (0/2)'}"/>\n`;
      }
    }
    yield `${text}</lines>\n</class>\n`;
  }
  yield '</classes>\n</package>\n</packages>\n</coverage>\n';
}

/** JaCoCo: one source file a file, lines with instruction and branch counts. */
export function* jacocoReport({ files, linesPerFile }: ReportShape): Generator<string> {
  const next = random(20261122);
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="bench"><sessioninfo id="runner" start="1763600000000" dump="1763600001000"/>`;
  for (let file = 0; file < files; file++) {
    let text = `<package name="org/example/module${file}"><sourcefile name="File${file}.java">`;
    for (let line = 1; line <= linesPerFile; line++) {
      const isCovered = next() < 0.75;
      const branches = line % 5 === 0 ? (isCovered ? ' mb="1" cb="1"' : ' mb="2" cb="0"') : ' mb="0" cb="0"';
      text += `<line nr="${line}" mi="${isCovered ? 0 : 4}" ci="${isCovered ? 4 : 0}"${branches}/>`;
    }
    yield `${text}</sourcefile></package>`;
  }
  yield '</report>';
}

/** Writes a generated report and returns its size in bytes. */
export async function writeReport(path: string, pieces: Generator<string>): Promise<number> {
  const stream = createWriteStream(path);
  for (const piece of pieces) {
    if (!stream.write(piece)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return stream.bytesWritten;
}
