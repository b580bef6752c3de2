export { installPackages, mayInstallPackages } from './install-packages.ts';
export { meet } from './meet.ts';
export { requirements } from './requirements.ts';
