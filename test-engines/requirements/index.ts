export { hasApt, installPackages, mayInstallPackages } from './install-packages.ts';
export { meet, meetAll } from './meet.ts';
export { requirements } from './requirements.ts';
