/** Removes what the build made, so that nothing of an earlier one gets into the package. */
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
