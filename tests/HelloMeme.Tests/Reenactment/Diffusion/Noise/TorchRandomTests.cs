using System.Text.Json;
using HelloMeme.Reenactment.Diffusion.Noise;
using HelloMeme.Tests.Golden;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Noise;

public sealed class TorchRandomTests(ITestOutputHelper output)
{
    [Fact]
    public void Mersenne_twister_gives_the_published_numbers()
    {
        // The 10,000th number of seed 5489 (C++ standard, 26.6.6).
        var engine = new MersenneTwister(5489);
        uint last = 0;
        for (var i = 0; i < 10_000; i++) last = engine.Next();
        Assert.Equal(4123659995u, last);
    }

    [Fact]
    public void Draws_equal_those_of_torch()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(GoldenData.File("torch_cpu_randn.json")));
        int unequal = 0, compared = 0;
        foreach (var seed in json.RootElement.GetProperty("seeds").EnumerateObject())
        {
            var random = new TorchRandom(ulong.Parse(seed.Name));
            foreach (var draw in seed.Value.EnumerateArray())
            {
                var count = draw.GetProperty("shape").EnumerateArray().Aggregate(1, (n, side) => n * side.GetInt32());
                var values = new float[count];
                random.Randn(values);
                unequal += Compare(draw.GetProperty("first"), values, ref compared);
                var last = draw.GetProperty("last");
                unequal += Compare(last, values.AsSpan(count - last.GetArrayLength()), ref compared);
                Assert.Equal(draw.GetProperty("sum_fp64").GetDouble(), values.Sum(v => (double)v), 1e-9);
            }
        }

        output.WriteLine($"torch.randn: {unequal} of {compared} numbers differ in any bit");
        Assert.Equal(0, unequal);
    }

    private static int Compare(JsonElement expected, ReadOnlySpan<float> actual, ref int compared)
    {
        var unequal = 0;
        for (var i = 0; i < expected.GetArrayLength(); i++, compared++)
            if (BitConverter.SingleToInt32Bits(expected[i].GetSingle()) != BitConverter.SingleToInt32Bits(actual[i])) unequal++;
        return unequal;
    }
}
