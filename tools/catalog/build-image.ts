/**
 * Builds the initial catalogs in memory and writes them as src/catalog/image/catalog-image.data.ts. Run it whenever the facts, the
 * row format or a page format changes:
 *
 *   npx tsx tools/catalog/build-image.ts
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packImage } from './pack-image.js';

const target = join(dirname(fileURLToPath(import.meta.url)), '../../src/catalog/image/catalog-image.data.ts');
const { text, pages, bytes } = packImage();
writeFileSync(target, text);
console.log(`${pages} pages, ${bytes} bytes compressed, module of ${text.length} characters`);
