"""What pymeasure, which knows nothing of memloop, makes of the instrument at a port: one line of JSON."""

import json
import sys

from pymeasure.adapters import SerialAdapter
from pymeasure.instruments.keithley import Keithley2400


class LineAdapter(SerialAdapter):
    """0.9.0 ends no command by itself."""

    def write(self, command):
        super().write(command + "\n")


keithley = Keithley2400(LineAdapter(sys.argv[1], baudrate=9600, timeout=0.15))
found = {"id": keithley.id}
keithley.apply_voltage(voltage_range=2, compliance_current=1e-4)
keithley.measure_current(current=1e-4, auto_range=False)
found["compliance"] = keithley.compliance_current
found["range"] = keithley.source_voltage_range
keithley.source_voltage = 0.1
keithley.enable_source()
found["current"] = keithley.current
keithley.source_voltage = 2
found["limited"] = keithley.current
keithley.ramp_to_voltage(0, steps=5, pause=0.01)
found["level"] = keithley.source_voltage
found["mode"] = keithley.source_mode
keithley.shutdown()
found["output"] = keithley.source_enabled
found["error"] = keithley.ask(":SYST:ERR?").strip()
print(json.dumps(found))
