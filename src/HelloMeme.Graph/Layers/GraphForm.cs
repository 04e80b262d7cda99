namespace HelloMeme.Graph.Layers;

/// <summary>How a network is written down. All forms compute the same; the difference is the order of sums.</summary>
public enum GraphForm
{
    /// <summary>As the official code computes it: the form that tests compare with.</summary>
    Published,

    /// <summary>Queries only for what attention keeps, keys and values of text and reference given as inputs, enlarging by phases.</summary>
    Fast,

    /// <summary>As <see cref="Fast"/>, and 3x3 convolutions of stride 1 by Winograd's products where that was measured to be quicker: for runtimes that do not do so
    /// themselves, as ONNX Runtime's CPU. 16-bit graphs stay as they are, because they would lose accuracy.</summary>
    Winograd,
}
