// What mail programs do not show of an HTML file: a line of kind, program and feature for each finding.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, file, ...clients] = process.argv.slice(2);
const { caniemail } = await import(pathToFileURL(createRequire(modules + "/").resolve("caniemail")));
const { issues } = caniemail({ clients, html: readFileSync(file, "utf8") });
for (const kind of ["errors", "warnings"]) {
  for (const [client, found] of issues[kind]) {
    for (const issue of found) console.log([kind, client, issue.title].join("\t"));
  }
}
