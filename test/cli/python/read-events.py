"""Reads a TensorBoard event file with Google's protocol buffers, and prints its scalars as JSON."""

import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

FIELD = descriptor_pb2.FieldDescriptorProto
FIELDS = {
    "Value": [("tag", 1, FIELD.TYPE_STRING, ""), ("simple_value", 2, FIELD.TYPE_FLOAT, "")],
    "Summary": [("value", 1, FIELD.TYPE_MESSAGE, ".Value")],
    "Event": [
        ("wall_time", 1, FIELD.TYPE_DOUBLE, ""),
        ("step", 2, FIELD.TYPE_INT64, ""),
        ("file_version", 3, FIELD.TYPE_STRING, ""),
        ("summary", 5, FIELD.TYPE_MESSAGE, ".Summary"),
    ],
}
file = descriptor_pb2.FileDescriptorProto(name="event.proto", syntax="proto3")
for name, fields in FIELDS.items():
    message = file.message_type.add(name=name)
    for field, number, kind, of in fields:
        added = message.field.add(name=field, number=number, type=kind, label=FIELD.LABEL_OPTIONAL)
        if of:
            added.type_name = of
        if field == "value":
            added.label = FIELD.LABEL_REPEATED
pool = descriptor_pool.DescriptorPool()
pool.Add(file)
Event = message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("Event"))

found = []
with open(sys.argv[1], "rb") as records:
    while header := records.read(12):
        (length,) = struct.unpack("<Q", header[:8])
        event = Event.FromString(records.read(length))
        records.read(4)
        values = [[value.tag, value.simple_value] for value in event.summary.value]
        found.append({"step": event.step, "version": event.file_version, "values": values})
print(json.dumps(found))
