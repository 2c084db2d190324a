// Builds eventhub/static/dist from the npm packages: style sheets for both reading directions, scripts, fonts and licences.
//
// Every file's name carries a hash of its content, so browsers may keep it for ever; manifest.json maps the
// plain name to the hashed one. The build fails when a style sheet would load anything from another server.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import rtlcss from "rtlcss";
import { refuseForeignAddresses, withHashedAddresses } from "./addresses.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(root, "node_modules");
const target = join(root, "eventhub", "static", "dist");
const draft = `${target}.new`;

const KERN = join(packages, "@kern-ux", "native");
const NOTO = join(packages, "@fontsource", "noto-sans-arabic");
const HTMX = join(packages, "htmx.org");

const own = (name) => join(root, "frontend", name);
const SHEET = [own("fonts.css"), join(KERN, "dist", "kern.min.css"), own("overrides.css"), own("pages.css")];

const SCRIPTS = { "htmx.js": join(HTMX, "dist", "htmx.min.js") };
const PICTURES = { "icon.svg": own("icon.svg") };

const FONTS = [
  ...["Regular", "Italic", "Medium", "SemiBold"].map((cut) => join(KERN, "dist", "fonts", "fira-sans", `FiraSans-${cut}.woff2`)),
  ...[400, 600].map((weight) => join(NOTO, "files", `noto-sans-arabic-arabic-${weight}-normal.woff2`)),
];

const LICENCES = {
  "kern-ux.md": join(KERN, "LICENSE.md"),
  "noto-sans-arabic.txt": join(NOTO, "LICENSE"),
  "htmx.txt": join(HTMX, "LICENSE"),
};

const manifest = {};

async function publish(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const extension = extname(name);
  const hashed = `${basename(name, extension)}.${hash}${extension}`;
  await writeFile(join(draft, hashed), content);
  if (extension !== ".woff2") await writeFile(join(draft, `${hashed}.gz`), gzipSync(content, { level: 9 }));
  manifest[name] = hashed;
}

async function sheet() {
  const parts = await Promise.all(SHEET.map((path) => readFile(path, "utf8")));
  const charset = '@charset "UTF-8";';
  return charset + withHashedAddresses("kern.css", parts.map((part) => part.replace(charset, "")).join("\n"), manifest);
}

await rm(draft, { recursive: true, force: true });
await mkdir(join(draft, "licences"), { recursive: true });

for (const path of FONTS) await publish(basename(path), await readFile(path));
for (const [name, path] of Object.entries(SCRIPTS)) {
  const source = await readFile(path, "utf8");
  await publish(name, source.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
}
for (const [name, path] of Object.entries(PICTURES)) await publish(name, await readFile(path));
for (const [name, path] of Object.entries(LICENCES)) await writeFile(join(draft, "licences", name), await readFile(path));

const leftToRight = await sheet();
const sheets = { "kern.css": leftToRight, "kern.rtl.css": rtlcss.process(leftToRight) };
for (const [name, css] of Object.entries(sheets)) {
  refuseForeignAddresses(name, css, manifest);
  await publish(name, css);
}

await writeFile(join(draft, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(target, { recursive: true, force: true });
await rename(draft, target);
process.stdout.write(`Built ${Object.keys(manifest).length} files into eventhub/static/dist\n`);
