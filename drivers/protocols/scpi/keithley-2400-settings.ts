import { headerPattern } from './scpi-header.js';

/** The settings of a Keithley 2400 by header, with their values after `*RST`. */
export const RESET: Readonly<Record<string, string>> = {
  'SOURce:FUNCtion[:MODE]': 'VOLT',
  'SOURce:VOLTage:MODE': 'FIX',
  'SOURce:VOLTage:RANGe': '20',
  'SOURce:VOLTage:RANGe:AUTO': '1',
  'SOURce:VOLTage[:LEVel]': '0',
  'SOURce:VOLTage:PROTection': '210',
  'SOURce:LIST:VOLTage': '0',
  'SOURce:CURRent:MODE': 'FIX',
  'SOURce:CURRent:RANGe': '1.05e-4',
  'SOURce:CURRent:RANGe:AUTO': '1',
  'SOURce:CURRent[:LEVel]': '0',
  'SOURce:CLEar:AUTO': '0',
  'SOURce:DELay': '0',
  'SOURce:DELay:AUTO': '1',
  'SENSe:FUNCtion:CONCurrent': '1',
  'SENSe:CURRent:PROTection': '1.05e-4',
  'SENSe:CURRent:RANGe': '1.05e-4',
  'SENSe:CURRent:RANGe:AUTO': '1',
  'SENSe:CURRent:NPLCycles': '1',
  'SENSe:VOLTage:PROTection': '21',
  'SENSe:VOLTage:RANGe': '21',
  'SENSe:VOLTage:RANGe:AUTO': '1',
  'SENSe:VOLTage:NPLCycles': '1',
  'SENSe:RESistance:MODE': 'AUTO',
  'SENSe:RESistance:RANGe': '2.1e5',
  'SENSe:RESistance:RANGe:AUTO': '1',
  'SENSe:RESistance:NPLCycles': '1',
  'SENSe:AVERage[:STATe]': '0',
  'SENSe:AVERage:TCONtrol': 'REP',
  'SENSe:AVERage:COUNt': '10',
  'SYSTem:AZERo[:STATe]': '1',
  'SYSTem:RSENse': '0',
  'ROUTe:TERMinals': 'FRON',
  'DISPlay:ENABle': '1',
  'FORMat[:DATA]': 'ASC',
  'FORMat:ELEMents': 'VOLT,CURR,RES,TIME,STAT',
  'ARM[:SEQuence]:COUNt': '1',
  'ARM[:SEQuence]:SOURce': 'IMM',
  'TRIGger[:SEQuence]:COUNt': '1',
  'TRIGger[:SEQuence]:SOURce': 'IMM',
  'TRIGger[:SEQuence]:DELay': '0',
  'TRIGger[:SEQuence]:OUTPut': 'NONE',
  'TRACe:POINts': '100',
  'TRACe:FEED': 'SENS',
  'TRACe:FEED:CONTrol': 'NEV',
  'CALCulate3:FORMat': 'MEAN',
  'STATus:MEASurement:ENABle': '0',
  '*SRE': '0',
  'OUTPut:SMODe': 'NORM',
  'OUTPut[:STATe]': '0',
};

const patterns = Object.keys(RESET).map((name) => [name, headerPattern(name)] as const);

/** Maximum magnitude of some settings. */
const MAXIMUM: Readonly<Record<string, number>> = {
  'SOURce:VOLTage[:LEVel]': 210,
  'SOURce:CURRent[:LEVel]': 1.05,
  'SENSe:CURRent:PROTection': 1.05,
  'SENSe:VOLTage:PROTection': 210,
  'SENSe:RESistance:RANGe': 2.1e8,
  'TRACe:POINts': 2500,
  'ARM[:SEQuence]:COUNt': 2500,
  'TRIGger[:SEQuence]:COUNt': 2500,
};

/** The name of the setting that a header means. */
export function settingNamed(header: string): string | undefined {
  return patterns.find(([, pattern]) => pattern.test(header))?.[0];
}

/** Whether a setting can have a value. */
export function canBe(name: string, words: string): boolean {
  const maximum = MAXIMUM[name];
  return maximum === undefined || Math.abs(Number(words)) <= maximum;
}
