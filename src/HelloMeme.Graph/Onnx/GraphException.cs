namespace HelloMeme.Graph.Onnx;

/// <summary>A network was composed wrongly: the operator, what it expected and what it found. Thrown where the operator is called.</summary>
public sealed class GraphException(string message) : Exception(message)
{
    public static GraphException Mismatch(string op, string expected, object found) => new($"{op}: expected {expected}, found {found}.");
}
