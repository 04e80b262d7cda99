using HelloMeme.Reenactment.Diffusion.Noise;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Noise;

public sealed class StepNoiseTests
{
    [Fact]
    public void Philox_gives_the_published_numbers()
    {
        // Known answers of the Random123 distribution, philox4x32 10.
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Words(0, 0, 0, 0, 0));
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Philox.Words(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, ulong.MaxValue));
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u), Philox.Words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822));
    }

    [Fact]
    public void Numbers_are_unit_normal()
    {
        var values = new float[1 << 20];
        new StepNoise(7).Fill(0, 0, 0, values);
        var n = (double)values.Length;
        var mean = values.Sum(v => (double)v) / n;
        double Moment(int power) => values.Sum(v => Math.Pow(v - mean, power)) / n;
        Assert.Equal(0, mean, 0.004);               // four standard errors: 4 / 1024
        Assert.Equal(1, Moment(2), 0.006);
        Assert.Equal(0, Moment(3), 0.01);
        Assert.Equal(3, Moment(4), 0.04);
        Assert.Equal(0.6827, values.Count(v => Math.Abs(v) < 1) / n, 0.002);
        Assert.Equal(0.9545, values.Count(v => Math.Abs(v) < 2) / n, 0.001);
        Assert.Equal(0, Correlation(values.AsSpan(0, values.Length - 1), values.AsSpan(1)), 0.004);
    }

    [Fact]
    public void Every_part_of_the_key_gives_other_numbers_unrelated_to_the_rest()
    {
        (ulong Seed, int Depth, int Position, int Step)[] keys =
        [
            (1, 0, 0, 0), (2, 0, 0, 0), (1ul << 32, 0, 0, 0), (1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 1), (1, 1, 1, 0), (1, 0, 0, StepNoise.Initial), (1, 0, 0, StepNoise.Reference),
        ];
        var streams = keys.Select(k => Draw(k.Seed, k.Depth, k.Position, k.Step, 16_384)).ToArray();
        for (var i = 0; i < streams.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.Equal(0, Correlation(streams[i], streams[j]), 0.04);   // five standard errors: 5 / 128
    }

    [Fact]
    public void Numbers_do_not_depend_on_what_was_asked_before_or_on_how_much_is_asked()
    {
        var noise = new StepNoise(99);
        var alone = Draw(99, 1, 5, 3, 64);
        var later = new float[64];
        noise.Fill(0, 2, 8, new float[256]);
        noise.Fill(1, 5, 3, later);
        Assert.Equal(alone, later);
        Assert.Equal(alone[..13], Draw(99, 1, 5, 3, 13));
    }

    [Fact]
    public void Numbers_are_the_same_on_every_machine()
    {
        // Pinned: a film ordered again from its record must be the same film.
        Assert.Equal([Pinned], [BitConverter.SingleToInt32Bits(Draw(42, 1, 2, 3, 1000)[999])]);
    }

    private const int Pinned = -1079485029;

    private static float[] Draw(ulong seed, int depth, int position, int step, int count)
    {
        var values = new float[count];
        new StepNoise(seed).Fill(depth, position, step, values);
        return values;
    }

    private static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum / a.Length;
    }
}
