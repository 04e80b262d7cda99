namespace HelloMeme.Reenactment.Samples;

// Source: SplitMix64 (Steele, Lea, Flood 2014). Our own generator, so that pictures stay the same when the runtime changes its own.
internal sealed class Seeded(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public float Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 40) / 16777216f;
    }

    public float Between(float low, float high) => low + (high - low) * Next();

    /// <summary>-1..1, denser near 0.</summary>
    public float Around() => Next() + Next() - 1;
}
