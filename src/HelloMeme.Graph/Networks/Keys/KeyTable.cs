using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks.Keys;

/// <summary>What a stored tensor is to its layer; tells which random numbers make a sane layer.</summary>
public enum KeyRole
{
    /// <summary>A matrix or convolution kernel.</summary>
    Kernel,

    /// <summary>Offsets and stored means.</summary>
    Bias,

    /// <summary>Factors of norms and stored variances.</summary>
    Scale,

    /// <summary>Token and learned position embeddings.</summary>
    Embedding,

    /// <summary>Sines and cosines alternating along the last axis, by place along the one before.</summary>
    Sinusoid,

    /// <summary>A count of training batches.</summary>
    Count,
}

/// <summary>One tensor of a checkpoint.</summary>
public sealed record KeyRow(string Key, IReadOnlyList<long> Shape, KeyRole Role);

/// <summary>Keys and shapes of one network as its checkpoint stores them. Methods add what one torch layer stores under a path.</summary>
public sealed class KeyTable
{
    private readonly List<KeyRow> _rows = [];

    public IReadOnlyList<KeyRow> Rows => _rows;

    public void Linear(string path, int outputs, int inputs, bool bias = true) => Affine(path, [outputs, inputs], bias);

    public void Conv(string path, int outputs, int inputs, int kernel = 3, bool bias = true) => Affine(path, [outputs, inputs, kernel, kernel], bias);

    public void Norm(string path, int channels)
    {
        Add(path + ".weight", [channels], KeyRole.Scale);
        Add(path + ".bias", [channels], KeyRole.Bias);
    }

    public void BatchNorm(string path, int channels)
    {
        Norm(path, channels);
        Add(path + ".running_mean", [channels], KeyRole.Bias);
        Add(path + ".running_var", [channels], KeyRole.Scale);
        Add(path + ".num_batches_tracked", [], KeyRole.Count);
    }

    /// <summary>diffusers' Attention: biases only behind it unless told.</summary>
    public void Attention(string path, int channels, int context, bool bias = false)
    {
        Linear(path + ".to_q", channels, channels, bias);
        Linear(path + ".to_k", channels, context, bias);
        Linear(path + ".to_v", channels, context, bias);
        Linear(path + ".to_out.0", channels, channels);
    }

    /// <summary>diffusers' FeedForward with GEGLU.</summary>
    public void FeedForward(string path, int channels, int inner)
    {
        Linear(path + ".net.0.proj", 2 * inner, channels);
        Linear(path + ".net.2", channels, inner);
    }

    public void TimestepEmbedding(string path, int outputs, int inputs)
    {
        Linear(path + ".linear_1", outputs, inputs);
        Linear(path + ".linear_2", outputs, outputs);
    }

    public void Add(string key, IReadOnlyList<long> shape, KeyRole role) => _rows.Add(new KeyRow(key, shape, role));

    private void Affine(string path, long[] shape, bool bias)
    {
        Add(path + ".weight", shape, KeyRole.Kernel);
        if (bias) Add(path + ".bias", [shape[0]], KeyRole.Bias);
    }
}
