namespace HelloMeme.Reenactment.Faces;

// Source: Casiez, Roussel and Vogel 2012; constants of draft-engine.md section 9.
/// <summary>Live smoothing of a vector of channels: a low pass whose cutoff rises with the speed of each channel. Holds state; one clip, one filter.</summary>
public sealed class OneEuroFilter(int channels)
{
    private const double MinimumCutoffHertz = 2.5;
    private const double SpeedGain = 0.05;
    private const double SpeedCutoffHertz = 1.0;

    private readonly double[] _value = new double[channels];
    private readonly double[] _speed = new double[channels];
    private bool _started;

    /// <summary>Smooths the values in place. Seconds = time since the call before, above zero (ignored on the first call).</summary>
    public void Apply(Span<float> values, double seconds)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_started)
            {
                var speed = (values[i] - _value[i]) / seconds;
                _speed[i] += Share(SpeedCutoffHertz, seconds) * (speed - _speed[i]);
                _value[i] += Share(MinimumCutoffHertz + SpeedGain * Math.Abs(_speed[i]), seconds) * (values[i] - _value[i]);
            }
            else
            {
                _value[i] = values[i];
            }

            values[i] = (float)_value[i];
        }

        _started = true;
    }

    private static double Share(double cutoffHertz, double seconds) => 1 / (1 + 1 / (2 * Math.PI * cutoffHertz * seconds));
}
