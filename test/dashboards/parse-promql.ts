/** What a PromQL expression selects, by Prometheus' own grammar. */
import { parser } from '@prometheus-io/lezer-promql';

type Node = ReturnType<typeof parser.parse>['topNode'];

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
  /** Labels by which a surrounding aggregation groups. */
  readonly groups: readonly string[];
}

/** @throws for an expression that does not parse */
export function parsePromql(text: string): Selector[] {
  const selectors: Selector[] = [];
  const textOf = ({ from, to }: Node): string => text.slice(from, to);
  const visit = (node: Node, groups: readonly string[]): void => {
    if (node.type.isError) throw new SyntaxError(`At ${node.from} of ${text}`);
    const own = node.name === 'AggregateExpr' ? node.getChild('AggregateModifier') : null;
    const labels = own?.getChild('GroupingLabels')?.getChildren('LabelName').map(textOf) ?? [];
    const around = [...groups, ...labels];
    if (node.name === 'VectorSelector') {
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      selectors.push({
        metric: textOf(node.getChild('Identifier') as Node),
        matchers: matchers.map((matcher) => ({
          label: textOf(matcher.getChild('LabelName') as Node),
          operator: textOf(matcher.getChild('MatchOp') as Node),
          value: JSON.parse(textOf(matcher.getChild('StringLiteral') as Node)),
        })),
        groups: around,
      });
    }
    for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, around);
  };
  visit(parser.parse(text).topNode, []);
  return selectors;
}
