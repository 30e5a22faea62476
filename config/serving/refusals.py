"""What a client is told whose request is not read: one sentence, before anything else is loaded."""

SAID = {
    411: ("Length Required", "Say how long the body is (Content-Length)."),
    413: ("Content Too Large", "This is more than can be sent to this address."),
    431: ("Request Header Fields Too Large", "The head of the request is too long."),
    503: ("Service Unavailable", "Too many ask for this just now. Please try again in a minute."),
}


def refusal(status):
    reason, sentence = SAID[status]
    body = f"{sentence}\n".encode()
    head = [
        f"HTTP/1.1 {status} {reason}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
        *(["Retry-After: 60"] if status == 503 else []),
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
