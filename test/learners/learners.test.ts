import { catalogue } from '../../src/experiment/catalogue.js';
import { learnerContract } from '../contracts/learner.js';

catalogue.learners.names.forEach(learnerContract);
