"""Pushes raw samples from standard input to Genrestream while they are made.

    pip install -r requirements.txt
    arecord -f S16_LE -r 44100 -c 2 -t raw | python push.py ws://127.0.0.1:19080/v1/streams/live kitchen
"""

import asyncio
import json
import sys

from websockets.asyncio.client import connect


async def push(address, stream_id):
    async with connect(address) as server:
        hello = {"type": "hello", "streamId": stream_id, "format": "s16le", "rate": 44100, "channels": 2}
        await server.send(json.dumps(hello))
        credit = 0
        while audio := await asyncio.to_thread(sys.stdin.buffer.read1, 16384):
            while credit < len(audio):
                credit += credited(json.loads(await server.recv()))
            await server.send(audio)
            credit -= len(audio)
        await server.send(json.dumps({"type": "end"}))
        async for text in server:
            credited(json.loads(text))


def credited(message):
    """The bytes that this message allows; prints all others, and ends on an error."""
    if message["type"] == "error":
        sys.exit(f"{message['code']}: {message['detail']}")
    if message["type"] != "credit":
        print(message)
    return message.get("credit", message.get("bytes", 0))


asyncio.run(push(*sys.argv[1:]))
