"""What a request is refused with, in Qdrant's words and statuses where the real server has them."""


class Refusal(Exception):
    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MisreadMember(Refusal):
    """A member with a wrong value; `within` names the member around it."""

    prefix = ""
    suffix = ""

    def __init__(self, detail: str) -> None:
        super().__init__(f"{self.prefix}{detail}{self.suffix}")
        self.detail = detail

    def within(self, member: str) -> "MisreadMember":
        return type(self)(f"{member}: {self.detail}")


class MalformedBody(MisreadMember):
    prefix = "Format error in JSON body: "


class InvalidValue(MisreadMember):
    status = 422
    prefix = "Validation error in JSON body: ["
    suffix = "]"


class WrongInput(Refusal):
    def __init__(self, reason: str) -> None:
        super().__init__(f"Wrong input: {reason}")


class NotFound(Refusal):
    status = 404

    def __init__(self, reason: str) -> None:
        super().__init__(f"Not found: {reason}")


class Conflict(WrongInput):
    status = 409


class NotInThisLayer(Refusal):
    """A real server may well do it; this layer refuses to guess how."""

    status = 501

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not implemented by this test layer over qdrant-edge")
