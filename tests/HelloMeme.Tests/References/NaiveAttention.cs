namespace HelloMeme.Tests.References;

/// <summary>Attention and its surroundings by the definition, in doubles, one sequence [t, c] at a time.</summary>
internal static class NaiveAttention
{
    /// <summary>x [t, in] times weight [out, in], plus bias.</summary>
    public static double[,] Linear(double[,] x, float[] weight, float[]? bias = null)
    {
        int t = x.GetLength(0), inputs = x.GetLength(1), outputs = weight.Length / inputs;
        var y = new double[t, outputs];
        for (var i = 0; i < t; i++)
            for (var o = 0; o < outputs; o++)
            {
                y[i, o] = bias?[o] ?? 0;
                for (var k = 0; k < inputs; k++) y[i, o] += x[i, k] * weight[o * inputs + k];
            }

        return y;
    }

    /// <summary>Keys of the part: to_q.weight, to_k.weight, to_v.weight, to_out.0.weight, to_out.0.bias.</summary>
    public static double[,] Attend(double[,] x, double[,] context, Func<string, float[]> w, string part, int heads)
    {
        double[,] q = Linear(x, w(part + ".to_q.weight")), k = Linear(context, w(part + ".to_k.weight")), v = Linear(context, w(part + ".to_v.weight"));
        int t = q.GetLength(0), s = k.GetLength(0), width = q.GetLength(1) / heads;
        var answers = new double[t, q.GetLength(1)];
        for (var head = 0; head < heads; head++)
            for (var i = 0; i < t; i++)
            {
                var weights = new double[s];
                for (var j = 0; j < s; j++)
                {
                    for (var d = head * width; d < (head + 1) * width; d++) weights[j] += q[i, d] * k[j, d];
                    weights[j] = Math.Exp(weights[j] / Math.Sqrt(width));
                }

                var sum = weights.Sum();
                for (var j = 0; j < s; j++)
                    for (var d = head * width; d < (head + 1) * width; d++) answers[i, d] += weights[j] / sum * v[j, d];
            }

        return Linear(answers, w(part + ".to_out.0.weight"), w(part + ".to_out.0.bias"));
    }

    public static double[,] LayerNorm(double[,] x, float[] weight, float[] bias)
    {
        int t = x.GetLength(0), c = x.GetLength(1);
        var y = new double[t, c];
        for (var i = 0; i < t; i++)
        {
            double mean = 0, variance = 0;
            for (var k = 0; k < c; k++) mean += x[i, k] / c;
            for (var k = 0; k < c; k++) variance += (x[i, k] - mean) * (x[i, k] - mean) / c;
            for (var k = 0; k < c; k++) y[i, k] = (x[i, k] - mean) / Math.Sqrt(variance + 1e-5) * weight[k] + bias[k];
        }

        return y;
    }

    /// <summary>Adds sines of position * 10000^(-2 k / c) to the first half of the channels, cosines to the second.</summary>
    public static double[,] Placed(double[,] x)
    {
        int t = x.GetLength(0), c = x.GetLength(1);
        var y = (double[,])x.Clone();
        for (var p = 0; p < t; p++)
            for (var k = 0; k < c / 2; k++)
            {
                var angle = p * Math.Pow(10000, -2.0 * k / c);
                y[p, k] += Math.Sin(angle);
                y[p, c / 2 + k] += Math.Cos(angle);
            }

        return y;
    }
}
