namespace HelloMeme.Graph.Layers;

/// <summary>How a network is written down. Both forms compute the same; the difference is the order of sums.</summary>
public enum GraphForm
{
    /// <summary>As the official code computes it: the form that tests compare with.</summary>
    Published,

    /// <summary>Queries only for what attention keeps, keys and values of text and reference given as inputs, enlarging by phases.</summary>
    Fast,
}
