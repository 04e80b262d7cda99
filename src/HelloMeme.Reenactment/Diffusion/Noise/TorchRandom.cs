namespace HelloMeme.Reenactment.Diffusion.Noise;

// Source: torch.randn on the CPU, 32-bit floats (ATen DistributionTemplates.h, normal_fill; observed in torch_cpu_randn.json).
/// <summary>torch.Generator("cpu").manual_seed(seed): the numbers official initial noise is made of.</summary>
public sealed class TorchRandom(ulong seed)
{
    private const int Block = 16;

    // As torch: the generator takes the low 32 bits.
    private readonly MersenneTwister _engine = new((uint)seed);
    private double? _spare;

    /// <summary>One torch.randn call of as many numbers, consecutive calls continue the stream. Under 16 numbers torch takes another way than from 16 on.</summary>
    public void Randn(Span<float> values)
    {
        if (values.Length < Block)
        {
            foreach (ref var value in values) value = (float)NextDouble();
            return;
        }

        foreach (ref var value in values) value = Uniform();
        for (var i = 0; i + Block <= values.Length; i += Block) Transform(values.Slice(i, Block));
        if (values.Length % Block == 0) return;

        // The last, broken block: its numbers are drawn anew, together with those before them that fill it up.
        var last = values[^Block..];
        foreach (ref var value in last) value = Uniform();
        Transform(last);
    }

    private static void Transform(Span<float> block)
    {
        for (var i = 0; i < Block / 2; i++) (block[i], block[i + 8]) = BoxMuller.Normal(1 - block[i], block[i + 8]);
    }

    private float Uniform() => (_engine.Next() & 0xffffff) * (1f / (1 << 24));

    private double NextDouble()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double u1 = UniformDouble(), u2 = UniformDouble();
        var radius = Math.Sqrt(-2 * Math.Log(1 - u2));
        var (sin, cos) = Math.SinCos(2 * Math.PI * u1);
        _spare = radius * sin;
        return radius * cos;
    }

    private double UniformDouble()
    {
        var bits = ((ulong)_engine.Next() << 32) | _engine.Next();
        return (bits & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
    }
}
