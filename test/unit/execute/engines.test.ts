import { engineSuite } from './engine-suite.js';

engineSuite('volcano');
engineSuite('pipeline');
engineSuite('interpreter');
