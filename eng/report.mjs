// Prints what the tests wrote down (figures, matrices, the golden report) out of trx files: node eng/report.mjs FILE.trx...
import { readFileSync } from "node:fs";

const letters = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const plain = (text) => text.replace(/&#x([0-9A-Fa-f]+);/g, (_, code) => String.fromCodePoint(parseInt(code, 16))).replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => letters[name]);

for (const file of process.argv.slice(2)) {
  for (const [, attributes, inside] of readFileSync(file, "utf8").matchAll(/<UnitTestResult ([^>]*[^/])>([\s\S]*?)<\/UnitTestResult>/g)) {
    const written = [...inside.matchAll(/<(Message|StdOut)>([^<]*)<\/\1>/g)].map(([, , text]) => text.trimEnd()).join("\n");
    if (!written || !attributes.includes('outcome="Passed"')) continue; // what failed was printed with its message
    console.log(`${plain(/testName="([^"]*)"/.exec(attributes)?.[1] ?? "")}:`);
    for (const line of plain(written).split(/\r?\n/)) console.log(`  ${line}`);
  }
}
