// Copies what the pages use from node_modules into templates/assets, where go:embed takes it up.
// Run by `make assets`, after `npm ci` has put exactly the locked versions in place.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'node_modules');
const to = join(root, 'templates', 'assets');

const files = {
  'tabler.min.css': '@tabler/core/dist/css/tabler.min.css',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'echarts.common.min.js': 'echarts/dist/echarts.common.min.js',
  'swagger-ui.css': 'swagger-ui-dist/swagger-ui.css',
  'swagger-ui-bundle.js': 'swagger-ui-dist/swagger-ui-bundle.js',
};
const packages = ['@tabler/core', 'htmx.org', 'echarts', 'swagger-ui-dist'];

// A source map is a request that would only ever answer 404.
const withoutMap = (text) => text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=[^\n*]*(\*\/)?\s*$/, '\n');

mkdirSync(to, { recursive: true });
for (const [name, path] of Object.entries(files)) {
  writeFileSync(join(to, name), withoutMap(readFileSync(join(from, path), 'utf8')));
}
const notices = packages.map((name) => {
  const { version, license } = JSON.parse(readFileSync(join(from, name, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
});
writeFileSync(join(to, 'NOTICES.txt'), notices.join('\n') + '\n');
copyFileSync(join(from, 'echarts', 'NOTICE'), join(to, 'echarts-NOTICE.txt'));
