using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: Lucas and Kanade 1981, with the patch's mean and contrast taken off (Baker and Matthews 2004) and a prior on the shift.
/// <summary>Finds small patches of a neutral picture again in another picture of the same person. Where a patch shows too little to tell,
/// the prior keeps the shift that is expected there. Owns its work space; one thread at a time.</summary>
/// <param name="neutral">Smoothed for <paramref name="step"/>.</param>
/// <param name="picture">Smoothed for <paramref name="step"/>.</param>
/// <param name="move">The neutral's points to the picture's.</param>
/// <param name="step">Neutral pixels between two samples of a patch.</param>
internal sealed class PatchRegistration(GrayPicture neutral, GrayPicture picture, HeadPose move, float step)
{
    private const int Reach = 7, Side = 2 * Reach + 1;
    private const float Spread = 0.5f * Reach * Reach;   // twice the variance of the Gaussian window, samples
    private const float Prior = 30;                       // squared brightness a sample off the expected shift costs
    private const float Noise = 30;                       // squared brightness that is no contrast yet
    private const int Rounds = 12;
    private const float LongestStride = 2, Settled = 0.02f;   // samples

    private static readonly float[] Window = BuildWindow();

    private readonly float[] _patch = new float[Side * Side], _slopeX = new float[Side * Side], _slopeY = new float[Side * Side], _found = new float[Side * Side];
    private float _energy;

    /// <summary>Shift of the patch about a point of the neutral, in neutral pixels. Guess: where to begin; expected: what the prior draws to;
    /// depth: how far the point has moved along the line of sight.</summary>
    public Vector2 Find(Vector3 point, Vector2 guess, Vector2 expected, float depth)
    {
        ReadPatch(point);
        float xx = Prior, yy = Prior, xy = 0;
        for (var k = 0; k < Window.Length; k++)
        {
            xx += Window[k] * _slopeX[k] * _slopeX[k];
            yy += Window[k] * _slopeY[k] * _slopeY[k];
            xy += Window[k] * _slopeX[k] * _slopeY[k];
        }

        var determinant = xx * yy - xy * xy;
        var (shift, best, least) = (guess, guess, float.MaxValue);
        for (var round = 0; round <= Rounds; round++)
        {
            var off = (shift - expected) / step;
            var cost = Compare(point, shift, depth) + Prior * off.LengthSquared();
            if (cost < least) (best, least) = (shift, cost);
            var slope = Prior * off;
            for (var k = 0; k < Window.Length; k++) slope += Window[k] * _found[k] * new Vector2(_slopeX[k], _slopeY[k]);
            var stride = new Vector2(xy * slope.Y - yy * slope.X, xy * slope.X - xx * slope.Y) / determinant;
            var length = stride.Length();
            shift += step * (length > LongestStride ? stride * (LongestStride / length) : stride);
            if (length < Settled) break;
        }

        return best;
    }

    /// <summary>The neutral's patch and its slopes, means taken off.</summary>
    private void ReadPatch(Vector3 point)
    {
        for (int y = -Reach, k = 0; y <= Reach; y++)
        {
            for (var x = -Reach; x <= Reach; x++, k++)
            {
                _patch[k] = Sample(x, y);
                _slopeX[k] = (Sample(x + 1, y) - Sample(x - 1, y)) / 2;
                _slopeY[k] = (Sample(x, y + 1) - Sample(x, y - 1)) / 2;
            }
        }

        _energy = TakeOffMean(_patch);
        TakeOffMean(_slopeX);
        TakeOffMean(_slopeY);

        float Sample(int x, int y) => neutral.At(point.X + x * step, point.Y + y * step);
    }

    /// <summary>Fills _found with picture minus patch at a shift, contrast made equal; the sum of its weighted squares.</summary>
    private float Compare(Vector3 point, Vector2 shift, float depth)
    {
        for (int y = -Reach, k = 0; y <= Reach; y++)
        {
            for (var x = -Reach; x <= Reach; x++, k++)
            {
                var at = move.Apply(point + new Vector3(shift.X + x * step, shift.Y + y * step, depth));
                _found[k] = picture.At(at.X, at.Y);
            }
        }

        var gain = Math.Clamp(MathF.Sqrt((_energy + Noise) / (TakeOffMean(_found) + Noise)), 0.6f, 1.6f);
        var cost = 0f;
        for (var k = 0; k < _found.Length; k++)
        {
            _found[k] = gain * _found[k] - _patch[k];
            cost += Window[k] * _found[k] * _found[k];
        }

        return cost;
    }

    /// <summary>Returns the weighted squares that are left.</summary>
    private static float TakeOffMean(float[] values)
    {
        float sum = 0, weights = 0, energy = 0;
        for (var k = 0; k < values.Length; k++) (sum, weights) = (sum + Window[k] * values[k], weights + Window[k]);
        for (var k = 0; k < values.Length; k++)
        {
            values[k] -= sum / weights;
            energy += Window[k] * values[k] * values[k];
        }

        return energy;
    }

    private static float[] BuildWindow()
    {
        var window = new float[Side * Side];
        for (int y = -Reach, k = 0; y <= Reach; y++)
        {
            for (var x = -Reach; x <= Reach; x++, k++) window[k] = MathF.Exp(-(x * x + y * y) / Spread);
        }

        return window;
    }
}
