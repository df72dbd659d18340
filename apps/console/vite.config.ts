import { appConfig } from '../../vite.app.ts';

export default appConfig('console', '/console/');
