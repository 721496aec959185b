"""What pymeasure, which knows nothing of memloop, makes of the instrument at a port: one line of JSON."""

import json
import sys

from pymeasure.adapters import SerialAdapter
from pymeasure.instruments.keithley import Keithley2400


class LineAdapter(SerialAdapter):
    """0.9.0 ends no command by itself, and waits for silence after each answer."""

    def write(self, command):
        super().write(command + "\n")

    def read(self):
        return self.connection.readline().decode()


keithley = Keithley2400(LineAdapter(sys.argv[1], baudrate=9600, timeout=5))
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

keithley.reset()
keithley.apply_current(current_range=1e-3, compliance_voltage=1)
keithley.measure_voltage(auto_range=False, voltage=2)
found["ranges"] = [keithley.source_current_range, keithley.voltage_range, keithley.compliance_voltage]
keithley.source_current = 5e-5
keithley.enable_source()
found["voltage"] = keithley.voltage
keithley.ramp_to_current(2e-4, steps=4, pause=0)
found["ramped"] = [keithley.source_current, keithley.voltage, keithley.source_mode]
found["tripped"] = keithley.ask(":SENS:VOLT:PROT:TRIP?").strip()
keithley.source_current = 5e-5
keithley.measure_resistance(auto_range=False, resistance=2.1e5)
found["resistance"] = keithley.resistance
keithley.resistance_range = 2e3
found["beyond"] = keithley.resistance
keithley.write(":SENS:RES:MODE AUTO;:SENS:RES:RANG:AUTO 1;:FORM:ELEM VOLT,CURR,RES")
found["auto"] = keithley.values(":READ?")
keithley.wires = 4
found["wires"] = keithley.wires
keithley.write(":SENS:RES:MODE MAN")

keithley.config_buffer(4, delay=0)
found["empty"] = keithley.is_buffer_full()
keithley.start_buffer()
keithley.wait_for_buffer(timeout=5, interval=0.01)
found["buffer"] = list(keithley.buffer_data)
found["points"] = [keithley.buffer_points, keithley.trigger_count]
found["means"] = keithley.means
found["spread"] = [keithley.std_voltage, keithley.std_current, keithley.std_resistance]
found["ends"] = [keithley.max_voltage, keithley.min_voltage, keithley.mean_current]
keithley.reset_buffer()
keithley.trigger_on_bus()
keithley.start_buffer()
found["waits"] = keithley.ask(":TRAC:POIN:ACT?").strip()
keithley.trigger()
found["triggered"] = keithley.ask(":TRAC:POIN:ACT?").strip()
keithley.sample_continuously()
keithley.set_trigger_counts(1, 1)
keithley.stop_buffer()

keithley.use_rear_terminals()
found["off"] = keithley.source_enabled
keithley.enable_source()
found["open"] = keithley.values(":READ?")
keithley.use_front_terminals()

keithley.auto_output_off = True
found["single"] = keithley.values(":READ?")[0]
keithley.auto_output_off = False
for name in ("source_delay", "current_nplc", "resistance_nplc", "trigger_delay", "filter_count"):
    setattr(keithley, name, 2)
    assert getattr(keithley, name) == 2, name
for name in ("source_delay_auto", "auto_zero", "measure_concurent_functions", "display_enabled"):
    setattr(keithley, name, False)
    assert getattr(keithley, name) is False, name
keithley.filter_type = "MOV"
keithley.output_off_state = "HIMP"
found["names"] = [keithley.filter_type, keithley.output_off_state]
keithley.beep(440, 0.1)
keithley.triad(220, 0.01)
found["errors"] = keithley.error
keithley.beep(10, 0.1)
found["beeped"] = keithley.error
keithley.write(":MUCH:ADO")
found["status"] = keithley.ask("status:queue?;").strip()
keithley.shutdown()
found["left"] = [keithley.source_enabled, keithley.source_current]
print(json.dumps(found))
