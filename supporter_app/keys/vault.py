"""Can names be read now? A vault holds one master key while it is unlocked, and nothing while it is locked."""

from supporter_app.domain.errors import KeysLocked
from supporter_app.keys.master import MasterKey, WrappedKey, unwrap, wrap
from supporter_app.keys.seal import PersonKey, PersonName, open_sealed, seal


class Vault:
    """Opens and seals names while it is unlocked; everything else raises KeysLocked. It knows no time."""

    __slots__ = ("_master",)

    def __init__(self) -> None:
        """Start locked."""
        self._master: MasterKey | None = None

    @property
    def locked(self) -> bool:
        """Tell whether no name can be read now."""
        return self._master is None

    def unlock(self, master: MasterKey) -> None:
        """Take a master key; it belongs to the vault from now on and is dropped with it."""
        if self._master is not master:
            self.lock()
        self._master = master

    def lock(self) -> None:
        """Drop the master key from memory as well as Python can; locking twice is fine."""
        if self._master is not None:
            self._master.drop()
        self._master = None

    def master(self) -> MasterKey:
        """Give the master key, for new locks on it; raises KeysLocked."""
        if self._master is None:
            raise KeysLocked
        return self._master

    def new_key(self, person: str) -> WrappedKey:
        """Draw a key for a person, wrapped for storing; raises KeysLocked."""
        return self.take_key(person, PersonKey.new())

    def take_key(self, person: str, key: PersonKey) -> WrappedKey:
        """Wrap a key that came with a package, and drop it; raises KeysLocked."""
        try:
            return wrap(self.master(), person, key)
        finally:
            key.drop()

    def seal(self, wrapped: WrappedKey, name: PersonName) -> bytes:
        """Seal a person's name; raises KeysLocked, KeyMissing, SealBroken."""
        key = unwrap(self.master(), wrapped)
        try:
            return seal(key, wrapped.person, name)
        finally:
            key.drop()

    def open(self, wrapped: WrappedKey, sealed: bytes) -> PersonName:
        """Open a person's name; raises KeysLocked, KeyMissing, SealBroken."""
        key = unwrap(self.master(), wrapped)
        try:
            return open_sealed(key, wrapped.person, sealed)
        finally:
            key.drop()

    def __repr__(self) -> str:
        """Say whether it is locked."""
        return "<Vault locked>" if self.locked else "<Vault unlocked>"
