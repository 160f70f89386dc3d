import { openStore } from '../../src/store/open-store.ts';
import { storeSuite } from './suite.ts';

storeSuite('memory', () => openStore('memory'));
