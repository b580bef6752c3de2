export { hasApt, installPackages, mayInstallPackages } from './install-packages.ts';
export { requirements } from './requirements.ts';
