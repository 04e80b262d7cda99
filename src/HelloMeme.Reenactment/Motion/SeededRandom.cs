namespace HelloMeme.Reenactment.Motion;

// Source: Marsaglia 2003, "Xorshift RNGs", the 32-bit generator (13, 17, 5).
/// <summary>A small generator whose numbers are the same in any language and runtime version.</summary>
internal sealed class SeededRandom(int seed)
{
    private uint _state = unchecked((uint)seed * 2654435761u) | 1;   // spread by the golden ratio; never 0

    /// <summary>Uniform in [from, to).</summary>
    public double Between(double from, double to)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return from + (to - from) * (_state / 4294967296.0);
    }
}
