/** The image every new database starts from. */
import type { BootstrapImage } from '../../storage/index.js';
import { CATALOG_IMAGE } from './catalog-image.data.js';
import { unpackImage } from './page-image.js';

let image: BootstrapImage | undefined;

/** Shared by all databases of the process: pages are copied out of it, never changed. */
export function bootstrapImage(): BootstrapImage {
  return (image ??= unpackImage(CATALOG_IMAGE));
}
