// Addresses inside style sheets: what a sheet may load is what the build has published, and nothing else.

const ADDRESS = /url\(\s*["']?([^"')]*)/gi;

// The sheet with every plain file name replaced by the name of its hashed copy; throws where there is none.
export function withHashedAddresses(sheet, css, manifest) {
  return css.replace(/url\("([^":]+)"\)/g, (_, name) => {
    if (!(name in manifest)) throw new Error(`${sheet}: refers to ${name}, which is not part of the build`);
    return `url("${manifest[name]}")`;
  });
}

// Throws when the sheet would make a browser ask another server, or ask for a file that was not built.
export function refuseForeignAddresses(sheet, css, manifest) {
  if (/@import/i.test(css)) throw new Error(`${sheet}: an @import would load another sheet; include it in the build`);
  const own = new Set(Object.values(manifest));
  for (const [, address] of css.matchAll(ADDRESS)) {
    if (!address.startsWith("data:") && !own.has(address)) {
      throw new Error(`${sheet}: refers to ${address}, which is not part of the build`);
    }
  }
}
