namespace HelloMeme.Reenactment.Diffusion.Schedulers;

// Source: Ho et al. 2020 with Stable Diffusion's "scaled_linear" betas; sigma as in Karras et al. 2022.
/// <summary>How much noise each of the 1000 training timesteps holds.</summary>
public static class NoiseSchedule
{
    public const int TrainTimesteps = 1000;

    // 32-bit numbers throughout, as the original tables are made: near timestep 0 that shows in the fifth digit of sigma.
    private static readonly float[] Cumulated = Cumulate(MathF.Sqrt(0.00085f), MathF.Sqrt(0.012f));

    /// <summary>Product of 1 - beta up to a timestep: the clean sample's share of the variance.</summary>
    public static float AlphaCumprod(int timestep) => Cumulated[timestep];

    /// <summary>Noise over signal, sqrt((1 - a) / a); at a fraction, on the line between its neighbours.</summary>
    public static double Sigma(double timestep)
    {
        var below = (int)Math.Floor(timestep);
        var share = timestep - below;
        return share == 0 ? Sigma(below) : (1 - share) * Sigma(below) + share * Sigma(below + 1);
    }

    /// <summary>Count numbers from 0 to 999, both included, evenly spread; a single one is 0.</summary>
    public static double[] Linspace(int count)
    {
        var values = new double[count];
        for (var i = 1; i < count; i++) values[i] = i * ((TrainTimesteps - 1.0) / (count - 1));
        return values;
    }

    private static float Sigma(int timestep) => MathF.Sqrt((1 - Cumulated[timestep]) / Cumulated[timestep]);

    private static float[] Cumulate(float start, float end)
    {
        var cumulated = new float[TrainTimesteps];
        var product = 1.0;
        var stride = (end - start) / (TrainTimesteps - 1);
        for (var i = 0; i < TrainTimesteps; i++)
        {
            // torch.linspace counts from both ends.
            var root = i < TrainTimesteps / 2 ? start + stride * i : end - stride * (TrainTimesteps - 1 - i);
            product *= 1 - root * root;
            cumulated[i] = (float)product;
        }

        return cumulated;
    }
}
